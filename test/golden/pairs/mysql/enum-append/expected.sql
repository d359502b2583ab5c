ALTER TABLE `shop`.`shadow` MODIFY COLUMN `e` enum('a','b','c') DEFAULT NULL;

ALTER TABLE `shop`.`shadow` MODIFY COLUMN `e` enum('a','b') DEFAULT NULL;

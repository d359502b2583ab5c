ALTER TABLE `shop`.`shadow` MODIFY COLUMN `u` varchar(60) DEFAULT NULL;

ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` varchar(10) DEFAULT NULL;

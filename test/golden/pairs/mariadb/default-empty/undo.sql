ALTER TABLE `shop`.`shadow` MODIFY COLUMN `s` varchar(10) NOT NULL;

ALTER TABLE `shop`.`shadow` MODIFY COLUMN `v` varchar(10) NOT NULL;

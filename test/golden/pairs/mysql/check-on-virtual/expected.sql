ALTER TABLE `shop`.`shadow` ADD COLUMN `b` int DEFAULT NULL;

ALTER TABLE `shop`.`shadow` MODIFY COLUMN `u` timestamp NULL DEFAULT NULL;

ALTER TABLE `shop`.`shadow` ADD COLUMN `m` int DEFAULT NULL AFTER `a`;

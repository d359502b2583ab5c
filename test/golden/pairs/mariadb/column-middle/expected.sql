ALTER TABLE `shop`.`shadow` ADD COLUMN `m` int(11) DEFAULT NULL AFTER `a`;

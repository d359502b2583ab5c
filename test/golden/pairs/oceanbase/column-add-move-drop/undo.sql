ALTER TABLE `shop`.`shadow` ADD COLUMN `old` int(11) DEFAULT NULL;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `a` varchar(20) DEFAULT NULL AFTER `id`, MODIFY COLUMN `old` int(11) DEFAULT NULL AFTER `a`;
ALTER TABLE `shop`.`shadow` DROP COLUMN `n`;
ALTER TABLE `shop`.`shadow` ADD KEY `ko` (`old`) BLOCK_SIZE 16384 LOCAL;

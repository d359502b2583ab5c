ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_fk_self`;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` int(11) NOT NULL, MODIFY COLUMN `pid` int(11) DEFAULT NULL;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `fk_x` FOREIGN KEY (`pid`) REFERENCES `shop`.`shadow` (`id`);

ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `fk_x`;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` bigint(20) NOT NULL, MODIFY COLUMN `pid` bigint(20) DEFAULT NULL;
ALTER TABLE `shop`.`shadow` DROP INDEX `kp`, ADD KEY `kp` (`pid`), ADD CONSTRAINT `__test_fk_self` FOREIGN KEY (`pid`) REFERENCES `shop`.`shadow` (`id`);

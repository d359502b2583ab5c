ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_f1`;
ALTER TABLE `shop`.`shadow` DROP INDEX `kx`, MODIFY COLUMN `id` int(11) NOT NULL AUTO_INCREMENT;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `f1s` FOREIGN KEY (`id`) REFERENCES `shop`.`__test_parent` (`code`);

ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f1s`;
ALTER TABLE `shop`.`shadow` MODIFY COLUMN `id` int(11) NOT NULL, ADD KEY `kx` (`x`);
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `__test_f1` FOREIGN KEY (`id`) REFERENCES `shop`.`__test_parent` (`code`);

ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_f2`;
ALTER TABLE `shop`.`shadow` DROP INDEX `ka`, ADD KEY `ka` (`a`), ADD CONSTRAINT `__test_f1` FOREIGN KEY (`a`) REFERENCES `shop`.`__test_parent` (`id`), ADD CONSTRAINT `__test_f2` FOREIGN KEY (`b`) REFERENCES `shop`.`__test_parent` (`code`);

ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `f1s`;
ALTER TABLE `shop`.`shadow` DROP INDEX `f1`, ADD KEY `f1` (`pid`), ADD CONSTRAINT `__test_f1` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`) ON DELETE CASCADE;

ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `__test_fk_self`;
ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `fk_x` FOREIGN KEY (`pid`) REFERENCES `shop`.`source` (`id`);

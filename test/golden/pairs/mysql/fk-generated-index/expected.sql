ALTER TABLE `shop`.`shadow` DROP INDEX `__test_f1`, ADD KEY `__test_f1` (`pid`), ADD KEY `kx` (`pid`,`x`);

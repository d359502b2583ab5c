ALTER TABLE `shop`.`shadow` DROP INDEX `kp`, ADD KEY `kp` (`pid`,`x`);

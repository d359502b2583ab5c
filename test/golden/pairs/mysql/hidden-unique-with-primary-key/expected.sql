ALTER TABLE `shop`.`shadow` ADD PRIMARY KEY (`a`);
ALTER TABLE `shop`.`shadow` ALTER INDEX `u` INVISIBLE;

ALTER TABLE `shop`.`shadow` DROP PRIMARY KEY, ADD PRIMARY KEY (`id`,`k`);

ALTER TABLE `shop`.`shadow` ADD COLUMN `b` int(11) DEFAULT NULL, ADD KEY `kb` (`b`);

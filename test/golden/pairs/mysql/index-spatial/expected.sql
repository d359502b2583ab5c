ALTER TABLE `shop`.`shadow` ADD SPATIAL KEY `sg` (`g`);

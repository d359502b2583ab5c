ALTER TABLE `shop`.`shadow` ADD PRIMARY KEY (`id`);

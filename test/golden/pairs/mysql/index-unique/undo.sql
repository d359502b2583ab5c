ALTER TABLE `shop`.`shadow` DROP INDEX `k`, ADD KEY `k` (`v`);

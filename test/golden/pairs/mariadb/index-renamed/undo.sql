ALTER TABLE `shop`.`shadow` DROP INDEX `k_new`, ADD KEY `k_old` (`v`);

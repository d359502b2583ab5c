ALTER TABLE `shop`.`shadow` DROP INDEX `k_old`, ADD KEY `k_new` (`v`);

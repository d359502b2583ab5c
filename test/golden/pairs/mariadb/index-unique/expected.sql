ALTER TABLE `shop`.`shadow` DROP INDEX `k`, ADD UNIQUE KEY `k` (`v`);

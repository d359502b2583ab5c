ALTER TABLE `shop`.`shadow` DROP INDEX `kv`, ADD KEY `kv` (`v`(20));

ALTER TABLE `shop`.`shadow` DROP INDEX `ka`;
ALTER TABLE `shop`.`shadow` ADD KEY `ka` (`a`) BLOCK_SIZE 16384 GLOBAL;

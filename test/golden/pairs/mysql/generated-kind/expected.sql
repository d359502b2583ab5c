ALTER TABLE `shop`.`shadow` DROP INDEX `kv`, DROP COLUMN `v`, ADD COLUMN `v` int GENERATED ALWAYS AS ((`a` + 1)) STORED, ADD KEY `kv` (`v`);

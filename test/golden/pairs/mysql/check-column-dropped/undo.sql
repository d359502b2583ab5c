ALTER TABLE `shop`.`shadow` ADD COLUMN `b` int DEFAULT NULL, ADD CONSTRAINT `cb` CHECK ((`b` > 1)), ADD CONSTRAINT `ck` CHECK ((`a` > `b`));

ALTER TABLE `shop`.`shadow` DROP INDEX `fx`, CHANGE COLUMN `A` `a` int DEFAULT NULL, ADD KEY `fx` (((`a` + `b`)));

ALTER TABLE `shop`.`shadow` DROP INDEX `fx`, CHANGE COLUMN `a` `A` int DEFAULT NULL, ADD KEY `fx` (((`A` + `b`)));

ALTER TABLE `shop`.`shadow` DROP INDEX `kd`, DROP INDEX `fx`, ADD KEY `kd` (`a`), ADD KEY `fx` (((`a` + `b`)));

ALTER TABLE `shop`.`shadow` DROP INDEX `kd`, DROP INDEX `fx`, ADD KEY `kd` (`a` DESC), ADD KEY `fx` (((`a` * `b`)));

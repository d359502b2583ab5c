ALTER TABLE `shop`.`shadow` ADD FULLTEXT KEY `f1` (`a`), ADD FULLTEXT KEY `f2` (`b`);

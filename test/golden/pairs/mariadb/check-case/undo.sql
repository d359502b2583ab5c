ALTER TABLE `shop`.`shadow` DROP CONSTRAINT `ck`, CHANGE COLUMN `A` `a` int(11) DEFAULT NULL, ADD CONSTRAINT `__test_ck` CHECK (`a` > 2);

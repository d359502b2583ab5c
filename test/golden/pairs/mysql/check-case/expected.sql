ALTER TABLE `shop`.`shadow` DROP CHECK `__test_ck`, CHANGE COLUMN `a` `A` int DEFAULT NULL, ADD CONSTRAINT `__test_ck` CHECK ((`A` > 2));

ALTER TABLE `shop`.`shadow` DROP CHECK `__test_ck`, CHANGE COLUMN `A` `a` int DEFAULT NULL, ADD CONSTRAINT `__test_ck` CHECK ((`a` > 2));

ALTER TABLE `shop`.`shadow` DROP CHECK `co`, DROP CHECK `__test_ck`, ADD CONSTRAINT `__test_cn` CHECK ((`a` < 100)), ADD CONSTRAINT `__test_ck` CHECK ((`a` > 2));

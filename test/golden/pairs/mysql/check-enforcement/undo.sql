ALTER TABLE `shop`.`shadow` ALTER CHECK `__test_ck` ENFORCED;

CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL,
  `pid` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `k_pid` (`pid`),
  CONSTRAINT `__test_fk_p` FOREIGN KEY (`pid`) REFERENCES `shop`.`__test_parent` (`id`) ON DELETE CASCADE ON UPDATE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

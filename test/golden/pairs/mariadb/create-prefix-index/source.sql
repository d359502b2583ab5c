CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `t` text DEFAULT NULL,
  `v` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `k_t` (`t`(20)),
  KEY `k_v` (`v`(10))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

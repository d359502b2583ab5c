CREATE TABLE `source` (
  `id` int NOT NULL,
  `t` text,
  `v` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `k_t` (`t`(20)),
  KEY `k_v` (`v`(10))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

CREATE TABLE `source` (
  `id` int NOT NULL,
  `v` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kv` (`v`(10))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

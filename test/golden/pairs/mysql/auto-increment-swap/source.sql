CREATE TABLE `source` (
  `id` int NOT NULL,
  `n` int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`id`),
  KEY `kn` (`n`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

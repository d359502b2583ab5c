CREATE TABLE `source` (
  `id` int NOT NULL,
  `x` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kx` (`x`),
  CONSTRAINT `f1` FOREIGN KEY (`id`) REFERENCES `parent` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `s` int GENERATED ALWAYS AS ((`a` + 2)) STORED,
  `v` int GENERATED ALWAYS AS ((`a` + 3)) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `ks` (`s`),
  KEY `kv` (`v`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` text,
  `b` text,
  PRIMARY KEY (`id`),
  FULLTEXT KEY `f1` (`a`),
  FULLTEXT KEY `f2` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

CREATE TABLE `source` (
  `id` int NOT NULL,
  `t` text,
  PRIMARY KEY (`id`),
  FULLTEXT KEY `ft_t` (`t`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci

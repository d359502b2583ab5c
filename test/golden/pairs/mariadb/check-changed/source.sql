CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ck` CHECK (`a` > 2),
  CONSTRAINT `cn` CHECK (`a` < 100)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

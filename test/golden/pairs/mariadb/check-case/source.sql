CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `A` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ck` CHECK (`A` > 2)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

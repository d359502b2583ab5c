CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `k2` int(11) NOT NULL,
  PRIMARY KEY (`id`,`k2`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

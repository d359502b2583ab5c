CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `x` int(11) DEFAULT NULL,
  `c` int(11) DEFAULT NULL,
  `y` int(11) DEFAULT NULL,
  `a` int(11) DEFAULT NULL,
  `z` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
